import 'bpmn-js/dist/assets/bpmn-js.css';
import 'bpmn-js/dist/assets/diagram-js.css';
import NavigatedViewer from 'bpmn-js/lib/NavigatedViewer';

const FONT = "'Be Vietnam Pro', 'Segoe UI', 'Noto Sans', sans-serif";
/** Scrolling the page must not move the diagram. */
const STILL = { zoomScroll: ['value', null], keyboardMove: ['value', null] };

export const createViewer = (container: HTMLElement): NavigatedViewer =>
  new NavigatedViewer({
    container,
    additionalModules: [STILL],
    textRenderer: {
      defaultStyle: { fontFamily: FONT, fontSize: 12, lineHeight: 1.25 },
      externalStyle: { fontFamily: FONT, fontSize: 11.5 },
    },
  } as never);

/** Measured text is only right in the font it is shown in. */
export async function showDiagram(viewer: NavigatedViewer, xml: string): Promise<void> {
  await document.fonts.load(`12px ${FONT}`, 'aế');
  await viewer.importXML(xml);
}
