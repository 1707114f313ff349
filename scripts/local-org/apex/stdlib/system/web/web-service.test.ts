import { test } from "node:test";
import { holds } from "../../../testing/fixture.ts";

// "Apex Developer Guide: Test Web Service Callouts"
test("a test's mock answers the calls of a class made from a WSDL", () => {
  holds(
    `class Mock implements WebServiceMock {
      public void doInvoke(Object stub, Object request, Map<String, Object> response, String endpoint, String soapAction,
        String requestName, String responseNS, String responseName, String responseType) {
        Assert.areEqual('https://echo.example.invalid|urn:echo|Echo|urn:echoes|EchoResponse|EchoService.Answer',
          String.join(new List<String>{ endpoint, soapAction, requestName, responseNS, responseName, responseType }, '|'));
        EchoService.Answer answer = new EchoService.Answer();
        answer.text = ((EchoService.Question) request).text + '!';
        response.put('response_x', answer);
      }
    }
    @IsTest static void answers() {
      Test.setMock(WebServiceMock.class, new Mock());
      Assert.areEqual('hello!', new EchoService.Port().echo('hello'));
      Assert.areEqual(1, Limits.getCallouts());
    }
    @IsTest static void withoutMock() {
      try { new EchoService.Port().echo('hello'); Assert.fail(); }
      catch (TypeException e) { Assert.isTrue(e.getMessage().contains('do not support Web service callouts')); }
    }`,
    {
      classes: [
        `public class EchoService {
          public class Question { public String text; private String[] text_type_info = new String[]{ 'text' }; }
          public class Answer { public String text; }
          public class Port {
            public String endpoint_x = 'https://echo.example.invalid';
            public String echo(String text) {
              Question request_x = new Question();
              request_x.text = text;
              Answer response_x;
              Map<String, Answer> response_map_x = new Map<String, Answer>();
              response_map_x.put('response_x', response_x);
              WebServiceCallout.invoke(this, request_x, response_map_x,
                new String[]{ endpoint_x, 'urn:echo', 'urn:echoes', 'Echo', 'urn:echoes', 'EchoResponse', 'EchoService.Answer' });
              response_x = response_map_x.get('response_x');
              return response_x.text;
            }
          }
        }`
      ]
    }
  );
});
