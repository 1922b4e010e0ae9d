import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.type.TypeFactory;
import com.fasterxml.jackson.module.jakarta.xmlbind.JakartaXmlBindAnnotationIntrospector;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import eu.europa.esig.dss.spi.DSSUtils;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import eu.europa.esig.dss.spi.x509.CommonTrustedCertificateSource;
import eu.europa.esig.dss.ws.validation.common.RemoteDocumentValidationService;
import eu.europa.esig.dss.ws.validation.dto.DataToValidateDTO;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * The EU's DSS as the product asks it: its validation over REST, with the messages of dss-demonstrations, without its pages. It trusts the
 * certificates (PEM, one a file) of the folder that is the first argument, fetches nothing, and prints its address.
 */
public final class DssService {
  private static final ObjectMapper JSON = new ObjectMapper()
      .setAnnotationIntrospector(new JakartaXmlBindAnnotationIntrospector(TypeFactory.defaultInstance()))
      .configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false);

  public static void main(String[] arguments) throws IOException {
    var trusted = new CommonTrustedCertificateSource();
    for (File file : new File(arguments[0]).listFiles()) trusted.addCertificate(DSSUtils.loadCertificate(file));
    var verifier = new CommonCertificateVerifier();
    verifier.setTrustedCertSources(trusted);
    var service = new RemoteDocumentValidationService();
    service.setVerifier(verifier);
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/services/rest/validation/validateSignature", exchange -> answer(exchange, service));
    server.start();
    System.out.println("http://localhost:" + server.getAddress().getPort());
  }

  private static void answer(HttpExchange exchange, RemoteDocumentValidationService service) throws IOException {
    try (exchange) {
      byte[] reply;
      int status = 200;
      try {
        var asked = JSON.readValue(exchange.getRequestBody(), DataToValidateDTO.class);
        reply = JSON.writeValueAsBytes(service.validateDocument(asked));
      } catch (Throwable failure) {
        status = 500;
        reply = failure.toString().getBytes("UTF-8");
      }
      exchange.getResponseHeaders().set("Content-Type", status == 200 ? "application/json" : "text/plain");
      exchange.sendResponseHeaders(status, reply.length);
      exchange.getResponseBody().write(reply);
    }
  }
}
