/**
 * Standard Visualforce components that Apex can make, with their attributes ("Visualforce Developer Guide: Standard
 * Component Reference"). A component that is not here cannot be made.
 */

const mouse =
  "onclick ondblclick onkeydown onkeypress onkeyup onmousedown onmousemove onmouseout onmouseover onmouseup";
const look = "dir lang style styleClass title";
const input = `accessKey Boolean:disabled label onblur onchange onfocus Boolean:required tabindex ${look}`;

const tags: Readonly<Record<string, string>> = {
  "Apex.Column": `Boolean:breakBefore Integer:colspan footerClass footerValue headerClass headerValue Integer:rowspan Object:value width ${look} ${mouse}`,
  "Apex.CommandButton": `accessKey ApexPages.Action:action alt Boolean:disabled image Boolean:immediate onblur onfocus Object:reRender status tabIndex Integer:timeout value ${look} ${mouse}`,
  "Apex.CommandLink": `accessKey ApexPages.Action:action charset coords hreflang Boolean:immediate onblur oncomplete onfocus rel Object:reRender rev shape status tabIndex target Integer:timeout type Object:value ${look} ${mouse}`,
  "Apex.DataTable": `align bgcolor border captionClass captionStyle cellpadding cellspacing columnClasses Integer:columns columnsWidth Integer:first footerClass frame headerClass rowClasses Integer:rows rules summary Object:value var width ${look} ${mouse}`,
  "Apex.Detail":
    "Boolean:inlineEdit oncomplete Boolean:relatedList Boolean:relatedListHover Object:rerender Boolean:showChatter subject Boolean:title",
  "Apex.Form": `accept acceptcharset enctype Boolean:forceSSL onreset onsubmit target ${look} ${mouse}`,
  "Apex.Iframe": "Boolean:frameborder height Boolean:scrolling src title width",
  "Apex.Image": `alt height Boolean:ismap longdesc url usemap Object:value width ${look} ${mouse}`,
  "Apex.InputCheckbox": `onselect Boolean:selected Object:value ${input} ${mouse}`,
  "Apex.InputField": `label list onblur onchange onfocus onselect Boolean:required Boolean:showDatePicker Integer:taborderhint type Object:value ${look} ${mouse}`,
  "Apex.InputHidden": "Boolean:required Object:value",
  "Apex.InputText": `alt Integer:maxlength onselect Integer:size list Object:value ${input} ${mouse}`,
  "Apex.InputTextarea": `Integer:cols onselect Boolean:readonly Boolean:richText Integer:rows value ${input} ${mouse}`,
  "Apex.OutputField": `label Object:value ${look}`,
  "Apex.OutputLabel": `accessKey Boolean:escape for onblur onfocus tabIndex value ${look} ${mouse}`,
  "Apex.OutputLink": `accessKey charset coords Boolean:disabled hreflang onblur onfocus rel rev shape tabIndex target type value ${look} ${mouse}`,
  "Apex.OutputPanel": `layout value ${look} ${mouse}`,
  "Apex.OutputText": `Boolean:escape label value ${look}`,
  "Apex.PageBlock": `helpTitle helpUrl mode tabStyle ${look} ${mouse}`,
  "Apex.PageBlockButtons": `location ${look} ${mouse}`,
  "Apex.PageBlockSection": `Boolean:collapsible Integer:columns Boolean:showHeader ${look} ${mouse}`,
  "Apex.PageBlockSectionItem": `dataStyle dataStyleClass dataTitle helpText labelStyle labelStyleClass labelTitle ${look} ${mouse}`,
  "Apex.PageBlockTable": `align border captionClass captionStyle cellpadding cellspacing columnClasses Integer:columns columnsWidth Integer:first footerClass headerClass rowClasses Integer:rows rules summary Object:value var width ${look} ${mouse}`,
  "Apex.PageMessage": "detail Boolean:escape severity Integer:strength summary title",
  "Apex.PageMessages": "Boolean:escape Boolean:showDetail",
  "Apex.PanelGrid": `bgcolor border captionClass captionStyle cellpadding cellspacing columnClasses Integer:columns footerClass frame headerClass rowClasses rules summary width ${look} ${mouse}`,
  "Apex.PanelGroup": "layout style styleClass",
  "Apex.RelatedList": "list Integer:pageSize subject Boolean:title",
  "Apex.Repeat": "Integer:first Integer:rows Object:value var",
  "Apex.SectionHeader": "description help printUrl subtitle title",
  "Apex.SelectCheckboxes": `border Boolean:borderVisible disabledClass enabledClass layout legendInvisible legendText onselect Boolean:readonly Object:value ${input} ${mouse}`,
  "Apex.SelectList": `disabledClass enabledClass Boolean:multiselect onselect Boolean:readonly Integer:size value ${input} ${mouse}`,
  "Apex.SelectOption": `Boolean:itemDescription Boolean:itemDisabled Boolean:itemEscaped itemLabel itemValue Object:value ${look} ${mouse}`,
  "Apex.SelectOptions": "Object:value",
  "Apex.SelectRadio": `border Boolean:borderVisible disabledClass enabledClass layout legendInvisible legendText onselect Boolean:readonly Object:value ${input} ${mouse}`,
  "Apex.Stylesheet": "Object:value",
  "Chatter.Feed": "Id:entityId feedItemType onComplete Object:reRender Boolean:showPublisher",
  "Chatter.FeedWithFollowers": "Id:entityId onComplete Object:reRender Boolean:showHeader",
  "Chatter.Follow": "Id:entityId onComplete Object:reRender",
  "Chatter.Followers": "Id:entityId",
  "Chatter.Newsfeed": "onComplete Object:reRender",
  "Flow.Interview":
    "Boolean:allowShowPause buttonLocation buttonStyle PageReference:finishLocation Flow.Interview:interview name pausedInterviewId Object:rerender Boolean:showHelp"
};

/** `Type name` of all attributes by component; those without a type are Strings. */
export const componentAttributes: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  Object.entries(tags).map(([name, text]) => [
    name,
    [...new Set(text.split(" ")), "id", "Boolean:rendered"].map((attribute) => {
      const [first = "", second] = attribute.split(":");
      return second === undefined ? `String ${first}` : `${first} ${second}`;
    })
  ])
);
