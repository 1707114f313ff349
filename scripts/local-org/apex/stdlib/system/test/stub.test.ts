import { test } from "node:test";
import { holds } from "../../../testing/fixture.ts";

// "Apex Developer Guide: Build a Mocking Framework with the Stub API"
test("Doubles pass a stub's provider as Doubles, both ways", () => {
  holds(
    `class Provider implements StubProvider {
      public Object handleMethodCall(Object stub, String name, Type type, List<Type> types, List<String> names, List<Object> args) {
        Assert.isTrue(args[0] instanceof Double);
        return 0.5d * (Double) args[0];
      }
    }
    @IsTest static void passes() {
      Scale scale = (Scale) Test.createStub(Scale.class, new Provider());
      Double half = scale.weigh(3);
      Assert.areEqual(1.5d, half);
      Assert.areEqual(2.5, half + 1);
    }`,
    { classes: ["public class Scale { public Double weigh(Double load) { return load; } }"] }
  );
});

test("a stub of an interface answers what other interfaces have asked for as well", () => {
  holds(
    `class Provider implements StubProvider {
      public Object handleMethodCall(Object stub, String name, Type type, List<Type> types, List<String> names, List<Object> args) {
        return name;
      }
    }
    @IsTest static void answers() {
      Named stub = (Named) Test.createStub(Named.class, new Provider());
      Assert.areEqual('last', stub.last());
      Assert.areEqual('first', stub.first());
      Assert.areEqual('first', ((Begun) stub).first());
    }`,
    {
      classes: ["public interface Begun { String first(); }", "public interface Named extends Begun { String last(); }"]
    }
  );
});
