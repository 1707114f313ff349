import { test } from "node:test";
import { holds } from "../../testing/fixture.ts";

test("a document is read as nodes with names, namespaces, attributes and texts", () => {
  // "Apex Developer Guide: Reading and Writing XML Using the DOM"; "Apex Reference Guide: XmlNode Class"
  holds(`@IsTest static void reads() {
    Dom.Document doc = new Dom.Document();
    doc.load('<?xml version="1.0"?><m:order xmlns:m="urn:m" id="7" m:kind="m:rush"><!-- note -->one &amp; <line>two</line> three<![CDATA[<4>]]><line/></m:order>');
    Dom.XmlNode root = doc.getRootElement();
    Assert.areEqual('order', root.getName());
    Assert.areEqual('urn:m', root.getNamespace());
    Assert.areEqual('m', root.getPrefixFor('urn:m'));
    Assert.areEqual('one &  three<4>', root.getText());
    Assert.areEqual('7', root.getAttributeValue('id', null));
    Assert.areEqual(null, root.getAttributeValue('kind', null));
    Assert.areEqual('m:rush', root.getAttribute('kind', 'urn:m'));
    Assert.areEqual('rush', root.getAttributeValue('kind', 'urn:m'));
    Assert.areEqual('urn:m', root.getAttributeValueNs('kind', 'urn:m'));
    Assert.areEqual(2, root.getAttributeCount());
    Assert.areEqual('id', root.getAttributeKeyAt(0));
    Assert.areEqual(2, root.getChildElements().size());
    Assert.areEqual(Dom.XmlNodeType.COMMENT, root.getChildren()[0].getNodeType());
    Assert.areEqual('two', root.getChildElement('line', null).getText());
    Assert.areEqual(root, root.getChildElement('line', null).getParent());
    Assert.areEqual(null, root.getParent());
  }
  @IsTest static void mistakes() {
    for (String wrong : new List<String>{ '<a><b></a>', 'text', '<n:a/>', '<!-- never ends', '' }) {
      try { new Dom.Document().load(wrong); Assert.fail(wrong); } catch (XmlException e) { Assert.isNotNull(e.getMessage()); }
    }
  }`);
});

test("a document is made node by node and written", () => {
  holds(`@IsTest static void writes() {
    Dom.Document doc = new Dom.Document();
    Dom.XmlNode root = doc.createRootElement('Envelope', 'urn:soap', 'soap');
    root.setNamespace('x', 'urn:x');
    root.setAttributeNs('at', 'v', 'urn:x', null);
    root.setAttribute('plain', '"<&>"');
    Dom.XmlNode body = root.addChildElement('Body', 'urn:soap', null);
    body.addTextNode('a < b');
    Dom.XmlNode own = root.addChildElement('own', 'urn:own', '');
    root.insertBefore(root.addChildElement('first', null, null), body);
    root.addCommentNode(' end ');
    root.removeChild(root.addChildElement('gone', null, null));
    Assert.areEqual('<?xml version="1.0" encoding="UTF-8"?><soap:Envelope xmlns:soap="urn:soap" xmlns:x="urn:x" x:at="v" plain="&quot;&lt;&amp;&gt;&quot;"><first /><soap:Body>a &lt; b</soap:Body><own xmlns="urn:own" /><!-- end --></soap:Envelope>', doc.toXmlString());
    Dom.Document again = new Dom.Document();
    again.load(doc.toXmlString());
    Assert.areEqual(doc.toXmlString(), again.toXmlString());
    Assert.isTrue(root.removeAttribute('plain', null));
    Assert.isFalse(root.removeAttribute('plain', null));
  }`);
});

test("the body of a callout is a document or a stream of events", () => {
  holds(`class Answer implements HttpCalloutMock {
    public HttpResponse respond(HttpRequest q) { HttpResponse r = new HttpResponse(); r.setBody(q.getBodyDocument().toXmlString()); return r; }
  }
  @IsTest static void both() {
    Test.setMock(HttpCalloutMock.class, new Answer());
    Dom.Document doc = new Dom.Document();
    doc.createRootElement('a', null, null).addTextNode('1');
    HttpRequest q = new HttpRequest(); q.setEndpoint('https://example.com'); q.setMethod('POST'); q.setBodyDocument(doc);
    HttpResponse r = new Http().send(q);
    Assert.areEqual('1', r.getBodyDocument().getRootElement().getText());
    XmlStreamReader reader = r.getXmlStreamReader();
    reader.nextTag();
    Assert.areEqual('a', reader.getLocalName());
  }`);
});

test("a stream is read event by event", () => {
  // "Apex Developer Guide: Reading XML Using Streams"
  holds(`@IsTest static void reads() {
    XmlStreamReader reader = new XmlStreamReader('<books xmlns="urn:b"><?go now?><book author="Chatty">Foo bar</book> <!--c--><book author="Sassy">Baz</book></books>');
    Assert.areEqual(XmlTag.START_DOCUMENT, reader.getEventType());
    List<String> found = new List<String>();
    while (reader.hasNext()) {
      reader.next();
      switch on reader.getEventType() {
        when START_ELEMENT { found.add('<' + reader.getLocalName() + ' ' + reader.getAttributeValue(null, 'author') + ' ' + reader.getNamespace()); }
        when END_ELEMENT { found.add('>' + reader.getLocalName()); }
        when CHARACTERS { found.add(reader.isWhitespace() ? 'space' : reader.getText()); }
        when COMMENT { found.add('!' + reader.getText()); }
        when PROCESSING_INSTRUCTION { found.add('?' + reader.getPITarget() + ' ' + reader.getPIData()); }
        when END_DOCUMENT { found.add('end'); }
      }
    }
    Assert.areEqual('<books null urn:b,?go now,<book Chatty urn:b,Foo bar,>book,space,!c,<book Sassy urn:b,Baz,>book,>books,end', String.join(found, ','));
    try { reader.next(); Assert.fail(); } catch (NoSuchElementException e) { Assert.isNotNull(e); }
  }
  @IsTest static void coalesces() {
    XmlStreamReader reader = new XmlStreamReader('<a>1<![CDATA[2]]>3</a>');
    reader.setCoalescing(true);
    reader.next();
    Assert.areEqual(4, reader.next());
    Assert.areEqual('123', reader.getText());
    Assert.areEqual(2, reader.next());
  }`);
});

test("a stream is written as the documentation's example is", () => {
  // "Apex Developer Guide: Writing XML Using Streams"
  holds(`@IsTest static void writes() {
    XmlStreamWriter w = new XmlStreamWriter();
    w.writeStartDocument(null, '1.0');
    w.writeProcessingInstruction('target', 'data');
    w.writeStartElement('m', 'Library', 'http://www.book.com');
    w.writeNamespace('m', 'http://www.book.com');
    w.writeComment('Book starts here');
    w.setDefaultNamespace('http://www.defns.com');
    w.writeCData('<Cdata> I like CData </Cdata>');
    w.writeStartElement(null, 'book', null);
    w.writeDefaultNamespace('http://www.defns.com');
    w.writeAttribute(null, null, 'author', 'Manoj');
    w.writeCharacters('This is my book');
    w.writeEndElement();
    w.writeEmptyElement(null, 'ISBN', null);
    w.writeEndElement();
    w.writeEndDocument();
    Assert.areEqual('<?xml version="1.0"?><?target data?><m:Library xmlns:m="http://www.book.com"><!--Book starts here--><![CDATA[<Cdata> I like CData </Cdata>]]><book xmlns="http://www.defns.com" author="Manoj">This is my book</book><ISBN/></m:Library>', w.getXmlString());
    w.close();
  }
  @IsTest static void mistakes() {
    XmlStreamWriter w = new XmlStreamWriter();
    try { w.writeEndElement(); Assert.fail(); } catch (XmlException e) { Assert.isNotNull(e); }
  }`);
});
