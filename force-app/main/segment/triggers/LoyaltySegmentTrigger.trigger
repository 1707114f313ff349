trigger LoyaltySegmentTrigger on LoyaltySegment__c(before insert, before update) {
    SegmentTriggerHandler.run();
}
