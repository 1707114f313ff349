trigger LoyaltyProgramFiguresTrigger on LoyaltyProgramFigures__c(before insert, before update, before delete) {
    EngineWrites.refuse();
}
