trigger LoyaltyLeaderboardPlaceTrigger on LoyaltyLeaderboardPlace__c(before insert, before update, before delete) {
    EngineWrites.refuse();
}
