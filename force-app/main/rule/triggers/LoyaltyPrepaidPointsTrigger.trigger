trigger LoyaltyPrepaidPointsTrigger on LoyaltyPrepaidPoints__c(before insert, before update) {
    PrepaidPointsTriggerHandler.run();
}
