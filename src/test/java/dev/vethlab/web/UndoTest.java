package dev.vethlab.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Steps back and forth in what was done to a lab. */
class UndoTest extends RunningService {

    @Test
    void whatOneRequestDidIsUndoneWholeAndMadeAgain() {
        String lab = emptyLab();
        post(lab + "/namespaces", Map.of("name", "red")).statusCode(201);
        post(
                        lab + "/veth-pairs",
                        Map.of(
                                "ends",
                                List.of(
                                        Map.of(
                                                "namespace",
                                                "host",
                                                "name",
                                                "v0",
                                                "addresses",
                                                List.of("10.0.0.1/24"),
                                                "up",
                                                true),
                                        Map.of("namespace", "red", "name", "v1"))))
                .statusCode(201);
        String made = get(lab + "/topology").extract().asString();

        get(lab + "/undo").body("operations.command", hasItem(containsString("type veth")));
        post(lab + "/undo", "").statusCode(200);
        get(lab + "/namespaces/host/interfaces").body("interfaces.name", contains("lo"));
        get(lab + "/namespaces").body("namespaces.name", hasItem("red"));
        get(lab + "/redo").body("operations.command", hasItem(containsString("10.0.0.1/24")));
        post(lab + "/redo", "").statusCode(200);

        assertThat(get(lab + "/topology").extract().asString()).isEqualTo(made);
        get(lab + "/redo").body("operations", empty());
    }

    @Test
    void theJournalGrowsTheRevisionRisesAndTheScriptLeavesOutWhatWasUndone() {
        String lab = emptyLab();
        run(lab, "ip netns add red");
        run(lab, "ip netns add blue");
        post(lab + "/undo", "").statusCode(200).header("ETag", "\"3\"").body("revision", equalTo(3));

        get(lab + "/journal").body("operations.operation", contains("command", "command", "undo"));
        assertThat(get(lab + "/export").extract().asString())
                .contains("netns add red")
                .doesNotContain("netns add blue");
        String copy = post(lab + "/clones", Map.of()).statusCode(201).extract().header("Location");
        get(copy + "/namespaces").body("namespaces.name", not(hasItem("blue")));
        post(copy + "/redo", "").statusCode(200);
        get(copy + "/namespaces").body("namespaces.name", hasItem("blue"));
    }

    @Test
    void aNewChangeLeavesNothingToRedo() {
        String lab = emptyLab();
        run(lab, "ip netns add red");
        post(lab + "/undo", "").statusCode(200);
        run(lab, "ip netns add green");
        post(lab + "/redo", "").statusCode(409).body("detail", containsString("nothing to redo"));
    }

    @Test
    void nothingIsUndoneWhereThereIsNothingOrTheLabHasMovedOn() {
        String lab = emptyLab();
        post(lab + "/undo", "").statusCode(409).body("detail", containsString("nothing to undo"));
        run(lab, "ip netns add red");
        request().header("If-Match", "\"0\"").post(lab + "/undo").then().statusCode(412);
        get(lab + "/namespaces").body("namespaces.name", hasItem("red"));
    }
}
