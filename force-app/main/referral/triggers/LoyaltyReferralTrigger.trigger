trigger LoyaltyReferralTrigger on LoyaltyReferral__c(before insert, before update, before delete) {
    EngineWrites.refuse();
}
