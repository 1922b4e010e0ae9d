/** Executed attributes that the compiled model alone cannot show: the behaviour is shown by a test of its own. */
export const SCENARIOS: Readonly<Record<string, readonly [file: string, test: string]>> = {
  'bpmn:Process.artifacts': ['events/compensation.test.ts', 'compensation runs the handlers of completed activities'],
  'bpmn:SubProcess.artifacts': ['events/compensation.test.ts', 'nested sub-processes are compensated from the last one inwards'],
  'bpmn:Association.sourceRef': ['events/compensation.test.ts', 'an association leads from its own event to the handler'],
  'bpmn:LinkEventDefinition.name': ['events/link.test.ts', 'a link goes from any of its sources to its one target'],
  'bpmn:SubProcess.triggeredByEvent': ['activities/sub-process.test.ts', 'an interrupting event sub-process takes its scope over'],
  'bpmn:Collaboration.participants': ['events/message-flow.test.ts', 'a message flow to a pool goes to the process of the pool'],
};

/** Attributes that cannot be set in an executable process, each with the reason. Nothing else may be left out. */
export const REASONS: Readonly<Record<string, string>> = {
  'bpmn:ItemAwareElement': 'no element of BPMN has this type: its concrete types stand for it',
  'bpmn:DataAssociation': 'no element of BPMN has this type: input and output associations stand for it',
  'bpmn:ExtensionDefinition': 'no element of XML (BPMN 2.0.2, 8.3.3): the schema knows only the reference to it, which is refused',
  'bpmn:ExtensionAttributeDefinition': 'no element of XML (BPMN 2.0.2, 8.3.3): the schema knows only the reference to it, which is refused',
  'bpmn:StartEvent.incoming': 'a start event has no incoming flow; one that is listed contradicts the flow, which is refused',
  'bpmn:BoundaryEvent.incoming': 'a boundary event has no incoming flow; one that is listed contradicts the flow, which is refused',
  'bpmn:EndEvent.outgoing': 'an end event has no outgoing flow; one that is listed contradicts the flow, which is refused',
  'bpmn:AdHocSubProcess.triggeredByEvent': 'always refused: an event sub-process needs a start event, an ad-hoc one has none',
};
