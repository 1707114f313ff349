trigger LoyaltyParticipationTrigger on LoyaltyParticipation__c(before insert, before update, before delete) {
    EngineWrites.refuse();
}
