trigger LoyaltyMemberReferralTrigger on LoyaltyMember__c(before insert, before update, after insert) {
    ReferralJoining.run();
}
