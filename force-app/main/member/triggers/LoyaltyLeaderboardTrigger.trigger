trigger LoyaltyLeaderboardTrigger on LoyaltyLeaderboard__c(before insert, before update) {
    LeaderboardTriggerHandler.run();
}
