trigger LoyaltyConsentTrigger on LoyaltyConsent__c(before insert, before update, before delete) {
    EngineWrites.refuse();
}
