import { dictionary } from "../../values/dictionary.ts";

/** Types of pages that a template is for, and its regions. */
export interface PageTemplate {
  readonly pageType: string;
  readonly regions: readonly string[];
}

function template(pageType: string, regions: string): PageTemplate {
  return { pageType, regions: regions.split(" ") };
}

/**
 * The platform's own templates, as "Salesforce Help: Standard Lightning Page Templates" shows them and pages that were
 * retrieved from orgs name them with their regions. Templates of other namespaces come with features and packages.
 */
export const standardTemplates: Readonly<Record<string, PageTemplate | undefined>> = dictionary({
  "flexipage:defaultAppHomeTemplate": template("AppPage", "main"),
  "flexipage:appHomeTemplateTwoColumns": template("AppPage", "column1 column2"),
  "flexipage:appHomeTemplateThreeColumns": template("AppPage", "region1 region2 region3"),
  "flexipage:appHomeTemplateTwoColumnsStacked": template("AppPage", "region1 region2 region3"),
  "flexipage:appHomeTemplateHeaderTwoColumns": template("AppPage", "region1 region2 region3"),
  "flexipage:appHomeTemplateHeaderTwoColumnsEqualWidth": template("AppPage", "region1 region2 region3"),
  "flexipage:appHomeTemplateHeaderTwoColumnsLeftSidebar": template("AppPage", "region1 region2 region3"),
  "flexipage:appHomeTemplateHeaderThreeColumns": template("AppPage", "region1 region2 region3 region4"),
  "flexipage:recordHomeTemplateDesktop": template("RecordPage", "header main sidebar"),
  "flexipage:recordHomeLeftSidebarTemplateDesktop": template("RecordPage", "header main sidebar"),
  "flexipage:recordHomeSingleColTemplateDesktop": template("RecordPage", "header main"),
  "flexipage:recordHomeSingleColNoHeaderTemplateDesktop": template("RecordPage", "main"),
  "flexipage:recordHomeSimpleViewTemplate": template("RecordPage", "header main"),
  "flexipage:recordHomeTwoColEqualHeaderTemplateDesktop": template("RecordPage", "header leftcol rightcol"),
  "flexipage:recordHomeThreeColTemplateDesktop": template("RecordPage", "leftsidebar main rightsidebar"),
  "flexipage:recordHomeWithSubheaderTemplateDesktop": template("RecordPage", "header subheader main sidebar"),
  "home:desktopTemplate": template("HomePage", "top bottomLeft bottomRight sidebar"),
  "one:utilityBarTemplateDesktop": template(
    "UtilityBar",
    "utilityItems utilityItemsLeft utilityItemsRight background backgroundComponents"
  )
});
