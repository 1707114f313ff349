import adjust from "@salesforce/customPermission/LoyaltyAdjustPoints";
import approveAdjustments from "@salesforce/customPermission/LoyaltyApproveAdjustments";
import approveClaims from "@salesforce/customPermission/LoyaltyApproveClaims";
import approveSettlements from "@salesforce/customPermission/LoyaltyApproveSettlements";
import decideReferrals from "@salesforce/customPermission/LoyaltyDecideReferrals";
import dispatch from "@salesforce/customPermission/LoyaltyDispatchRewards";
import erasePersonalData from "@salesforce/customPermission/LoyaltyErasePersonalData";
import exportPersonalData from "@salesforce/customPermission/LoyaltyExportPersonalData";
import overrideTiers from "@salesforce/customPermission/LoyaltyOverrideTiers";
import post from "@salesforce/customPermission/LoyaltyPostPoints";
import redeem from "@salesforce/customPermission/LoyaltyRedeemRewards";
import sendStatements from "@salesforce/customPermission/LoyaltySendStatements";
import submitClaims from "@salesforce/customPermission/LoyaltySubmitClaims";

/** What the user may do: nobody is offered a button that the org would refuse. */
export const permissions = {
  adjust: adjust === true,
  approveAdjustments: approveAdjustments === true,
  approveClaims: approveClaims === true,
  approveSettlements: approveSettlements === true,
  decideReferrals: decideReferrals === true,
  dispatch: dispatch === true,
  erasePersonalData: erasePersonalData === true,
  exportPersonalData: exportPersonalData === true,
  overrideTiers: overrideTiers === true,
  post: post === true,
  redeem: redeem === true,
  sendStatements: sendStatements === true,
  submitClaims: submitClaims === true
};
