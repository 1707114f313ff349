trigger LoyaltyPointPackTrigger on LoyaltyPointPack__c(before insert, before delete) {
    PointPackTriggerHandler.run();
}
