package dev.vethlab.web.problem;

/**
 * What is the matter with one field.
 *
 * @param pointer a JSON pointer (RFC 6901) into the body
 */
public record FieldProblem(String pointer, String detail) {}
