trigger LoyaltyMemberTrigger on LoyaltyMember__c(before insert, before update, before delete) {
    MemberTriggerHandler.run();
}
