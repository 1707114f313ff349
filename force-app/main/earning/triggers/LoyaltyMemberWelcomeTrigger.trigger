trigger LoyaltyMemberWelcomeTrigger on LoyaltyMember__c(after insert) {
    WelcomeBonus.payTo(Trigger.new);
}
