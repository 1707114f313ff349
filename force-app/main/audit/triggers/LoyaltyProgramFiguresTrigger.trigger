trigger LoyaltyProgramFiguresTrigger on LoyaltyProgramFigures__c(before insert, before update, before delete) {
    EngineOwned.refuse();
}
