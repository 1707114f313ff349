trigger LoyaltyMemberTierTrigger on LoyaltyMember__c(after update) {
    TierHistory.record(Trigger.new, Trigger.oldMap);
}
