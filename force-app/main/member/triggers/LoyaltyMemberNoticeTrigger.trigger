trigger LoyaltyMemberNoticeTrigger on LoyaltyMemberNotice__c(before insert, before update, before delete) {
    EngineWrites.refuse();
}
