/** "lightning/flowSupport": what a component on a flow's screen tells the flow. */
class FlowNavigationEvent extends CustomEvent<{ readonly action: string }> {
  constructor(action: string) {
    super("lightning__flownavigation", { bubbles: true, composed: true, detail: { action } });
  }
}

export class FlowNavigationFinishEvent extends FlowNavigationEvent {
  constructor() {
    super("FINISH");
  }
}

export class FlowNavigationNextEvent extends FlowNavigationEvent {
  constructor() {
    super("NEXT");
  }
}

export class FlowNavigationBackEvent extends FlowNavigationEvent {
  constructor() {
    super("BACK");
  }
}

export class FlowNavigationPauseEvent extends FlowNavigationEvent {
  constructor() {
    super("PAUSE");
  }
}

export class FlowAttributeChangeEvent extends CustomEvent<{ readonly attributeName: string; readonly value: unknown }> {
  constructor(attributeName: string, value: unknown) {
    super("lightning__flowattributechange", { bubbles: true, composed: true, detail: { attributeName, value } });
  }
}
