/** What the values of standard picklists mean in a new org, beyond their labels. */
import { dictionary } from "../../values/dictionary.ts";

export interface StageMeaning {
  readonly probability: number;
  readonly category: string;
  readonly categoryName: string;
  readonly closed: boolean;
  readonly won: boolean;
}

const stage = (
  probability: number,
  category = "Pipeline",
  outcome: Partial<Pick<StageMeaning, "closed" | "won">> = {}
): StageMeaning => ({ probability, category, categoryName: category, closed: false, won: false, ...outcome });

/** "Object Reference: OpportunityStage": probability, forecast category and outcome. */
export const opportunityStages: Readonly<Record<string, StageMeaning>> = dictionary({
  Prospecting: stage(10),
  Qualification: stage(10),
  "Needs Analysis": stage(20),
  "Value Proposition": stage(50),
  "Id. Decision Makers": stage(60),
  "Perception Analysis": stage(70),
  "Proposal/Price Quote": stage(75),
  "Negotiation/Review": stage(90),
  "Closed Won": stage(100, "Closed", { closed: true, won: true }),
  "Closed Lost": stage(0, "Omitted", { closed: true })
});

export const closedCase = "Closed";
export const completedTask = "Completed";
export const highPriority = "High";
/** "Object Reference: LeadStatus", IsConverted: the status of leads that became something else. */
export const convertedLead = "Closed - Converted";

/** What a row of a list of values says besides label, API name, order and default. */
interface ValueList {
  readonly object: string;
  readonly of: readonly [object: string, field: string];
  readonly details: (value: string) => Readonly<Record<string, string | number | boolean | undefined>>;
}

const contractCodes: Readonly<Record<string, string>> = {
  Draft: "Draft",
  "In Approval Process": "InApproval",
  Activated: "Activated"
};

/** The objects whose records are the values of a picklist ("Object Reference: LeadStatus", "CaseStatus" …). */
export const valueLists: readonly ValueList[] = [
  {
    object: "OpportunityStage",
    of: ["Opportunity", "StageName"],
    details: (value) => {
      const { probability, category, categoryName, closed, won } = opportunityStages[value] ?? stage(0);
      return {
        IsActive: true,
        IsClosed: closed,
        IsWon: won,
        DefaultProbability: probability,
        ForecastCategory: category,
        ForecastCategoryName: categoryName
      };
    }
  },
  { object: "LeadStatus", of: ["Lead", "Status"], details: (value) => ({ IsConverted: value === convertedLead }) },
  { object: "CaseStatus", of: ["Case", "Status"], details: (value) => ({ IsClosed: value === closedCase }) },
  { object: "TaskStatus", of: ["Task", "Status"], details: (value) => ({ IsClosed: value === completedTask }) },
  {
    object: "TaskPriority",
    of: ["Task", "Priority"],
    details: (value) => ({ IsHighPriority: value === highPriority })
  },
  {
    object: "SolutionStatus",
    of: ["Solution", "Status"],
    details: (value) => ({ IsReviewed: value === "Reviewed" })
  },
  {
    object: "ContractStatus",
    of: ["Contract", "Status"],
    details: (value) => ({ StatusCode: contractCodes[value] })
  },
  { object: "OrderStatus", of: ["Order", "Status"], details: (value) => ({ StatusCode: value }) }
];
