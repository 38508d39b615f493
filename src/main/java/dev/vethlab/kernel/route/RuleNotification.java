package dev.vethlab.kernel.route;

import dev.vethlab.kernel.device.Notification;

/**
 * A rule was added or deleted ({@code notify_rule_change}).
 *
 * @param rules those of its family
 */
public record RuleNotification(FibRuleList rules, FibRule rule, boolean deleted) implements Notification {}
