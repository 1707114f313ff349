import { test } from "node:test";
import { holds } from "../../apex/testing/fixture.ts";

// "Object Reference: ProcessInstance", "ProcessInstanceHistory"
test("an approval has its process, and its history lists steps and pending requests", () => {
  holds(`@IsTest static void history() {
    List<ProcessInstance> approvals = [SELECT Id, ProcessDefinition.Name, ElapsedTimeInHours,
      (SELECT StepStatus, Comments, IsPending, RemindersSent, Actor.Name, OriginalActor.Name, ProcessNode.Name, TargetObjectId FROM StepsAndWorkitems ORDER BY IsPending DESC)
      FROM ProcessInstance WHERE TargetObjectId = :UserInfo.getUserId()];
    Assert.isTrue(approvals.isEmpty());
    ProcessInstanceHistory step = new ProcessInstanceHistory();
    Assert.isNull(step.StepStatus);
    Assert.isFalse(ProcessInstanceHistory.SObjectType.getDescribe().isCreateable());
  }`);
});

// "Object Reference: PlatformEventUsageMetric", whose further fields an org has with Enhanced Usage Metrics alone.
test("usage of events can be asked for, by time", () => {
  holds(`@IsTest static void usage() {
    Datetime start = Datetime.newInstance(2025, 1, 1);
    Assert.areEqual(0, [SELECT Name, StartDate, EndDate, Value FROM PlatformEventUsageMetric WHERE StartDate >= :start ORDER BY StartDate].size());
    Assert.isFalse(Schema.SObjectType.PlatformEventUsageMetric.fields.getMap().containsKey('TimeSegment'));
  }`);
});

// "Object Reference: TenantUsageEntitlement", "NetworkMemberGroup"
test("entitlements of the org and members of sites can be asked for", () => {
  holds(`@IsTest static void asks() {
    Assert.areEqual(0, [SELECT COUNT() FROM TenantUsageEntitlement WHERE Setting = 'Messages']);
    for (NetworkMemberGroup members : [SELECT ParentId, Network.Name FROM NetworkMemberGroup WHERE AssignmentStatus = 'Added'])
      Assert.isNotNull(members.ParentId);
    Assert.areEqual(2, NetworkMemberGroup.ParentId.getDescribe().getReferenceTo().size());
  }`);
});

// "Object Reference: FlowVersionView", FlowDefinitionViewId: a relationship field with the name FlowDefinitionView.
test("a version of a flow has its definition as a parent", () => {
  holds(`@IsTest static void versions() {
    for (FlowVersionView one : [SELECT DurableId FROM FlowVersionView WHERE FlowDefinitionView.ApiName = 'None' ORDER BY VersionNumber DESC]) Assert.isNotNull(one);
    Assert.areEqual(FlowDefinitionView.SObjectType, FlowVersionView.FlowDefinitionViewId.getDescribe().getReferenceTo()[0]);
  }`);
});

// "Object Reference: DashboardComponent", "Group" (OwnerId), "User" (UserPreferencesLightningExperiencePreferred)
test("components of dashboards can be asked for, groups tell their owner and users their preference", () => {
  holds(`@IsTest static void asks() {
    Assert.areEqual(0, [SELECT CustomReportId, Dashboard.Title FROM DashboardComponent].size());
    Group queue = new Group(Name = 'Q', DeveloperName = 'Q', Type = 'Queue');
    insert queue;
    Assert.areEqual(UserInfo.getUserId(), [SELECT OwnerId FROM Group WHERE Id = :queue.Id].OwnerId);
    Assert.areEqual(UserInfo.getName(), [SELECT Owner.Name FROM Group WHERE Id = :queue.Id].Owner.Name);
    Assert.areEqual(1, [SELECT COUNT() FROM User WHERE Id = :UserInfo.getUserId() AND UserPreferencesLightningExperiencePreferred = false]);
  }`);
});
