import { test } from "node:test";
import { holds } from "../../testing/fixture.ts";

// "Apex Reference Guide: PaymentsHttp Class", "SalesforceResultCode Enum", "SalesforceResultCodeInfo Class"
test("a gateway adapter calls out and names how the call ended", () => {
  holds(`class Gateway implements HttpCalloutMock {
      public HttpResponse respond(HttpRequest request) {
        HttpResponse response = new HttpResponse();
        response.setBody('paid ' + request.getBody());
        return response;
      }
    }
    @IsTest static void pays() {
      Test.setMock(HttpCalloutMock.class, new Gateway());
      HttpRequest request = new HttpRequest();
      request.setBody('5');
      Assert.areEqual('paid 5', new CommercePayments.PaymentsHttp().send(request).getBody());
      Assert.areEqual(7, CommercePayments.SalesforceResultCode.values().size());
      Assert.isNotNull(new CommercePayments.SalesforceResultCodeInfo(CommercePayments.SalesforceResultCode.Success));
    }`);
});
