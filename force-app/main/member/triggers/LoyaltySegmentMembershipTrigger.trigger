trigger LoyaltySegmentMembershipTrigger on LoyaltySegmentMembership__c(before insert, before update, before delete) {
    EngineWrites.refuse();
}
