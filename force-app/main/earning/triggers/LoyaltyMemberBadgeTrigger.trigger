trigger LoyaltyMemberBadgeTrigger on LoyaltyMemberBadge__c(before insert, before update, before delete) {
    EngineWrites.refuse();
}
