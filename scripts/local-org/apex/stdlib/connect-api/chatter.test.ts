import { test } from "node:test";
import { holds } from "../../testing/fixture.ts";

/** "Apex Developer Guide: Testing ConnectApi Code"; "Apex Reference Guide: ConnectApi Input Classes", FeedItemInput. */
test("what is posted to a feed or asked of a model can be made and read, and the call itself is refused", () => {
  holds(`@IsTest static void posts() {
    ConnectApi.TextSegmentInput text = new ConnectApi.TextSegmentInput();
    text.text = 'Hello';
    ConnectApi.FeedItemInput post = new ConnectApi.FeedItemInput();
    post.body = new ConnectApi.MessageBodyInput();
    post.body.messageSegments = new List<ConnectApi.MessageSegmentInput>{ text };
    post.feedElementType = ConnectApi.FeedElementType.FeedItem;
    System.assertEquals('Hello', ((ConnectApi.TextSegmentInput) post.body.messageSegments[0]).text);
    try {
      ConnectApi.ChatterFeeds.postFeedElement(null, post);
      System.assert(false, 'A feed took a post');
    } catch (UnsupportedOperationException e) {
      System.assert(e.getMessage().startsWith('ConnectApi methods are not supported'));
    }
    ConnectApi.EinsteinPromptTemplateGenerationsInput input = new ConnectApi.EinsteinPromptTemplateGenerationsInput();
    input.inputParams = new Map<String, ConnectApi.WrappedValue>{ 'a' => new ConnectApi.WrappedValue() };
    System.assertEquals(null, input.inputParams.get('a').value);
    try {
      throw new ConnectApi.ConnectApiException('no');
    } catch (ConnectApi.ConnectApiException e) {
      System.assertEquals('no', e.getMessage());
    }
  }`);
});
