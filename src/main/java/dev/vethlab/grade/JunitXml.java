package dev.vethlab.grade;

import java.io.StringWriter;
import java.util.Map;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Reports as the XML that CI systems read: a suite a submission, a case a check. */
public final class JunitXml {

    private final XMLStreamWriter xml;

    private JunitXml(XMLStreamWriter xml) {
        this.xml = xml;
    }

    /** Reports by the names of their submissions. */
    public static String of(Map<String, Report> reports) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
            new JunitXml(xml).suites(reports);
            xml.close();
        } catch (XMLStreamException impossible) {
            throw new IllegalStateException(impossible);
        }
        return text.append('\n').toString();
    }

    private void suites(Map<String, Report> reports) throws XMLStreamException {
        xml.writeStartDocument("UTF-8", "1.0");
        xml.writeCharacters("\n");
        xml.writeStartElement("testsuites");
        for (Map.Entry<String, Report> report : reports.entrySet()) {
            suite(report.getKey(), report.getValue());
        }
        xml.writeCharacters("\n");
        xml.writeEndElement();
        xml.writeEndDocument();
    }

    private void suite(String name, Report report) throws XMLStreamException {
        boolean invalid = report.status() == Report.Status.INVALID;
        int extra = invalid ? 1 : report.deductions().size();
        xml.writeCharacters("\n  ");
        xml.writeStartElement("testsuite");
        attribute("name", name);
        attribute("tests", String.valueOf(report.checks().size() + extra));
        attribute("failures", String.valueOf(count(report, CheckStatus.FAILED) + (invalid ? 0 : extra)));
        attribute("errors", String.valueOf(count(report, CheckStatus.UNMODELLED) + (invalid ? 1 : 0)));
        attribute("skipped", "0");
        for (Report.Result check : report.checks()) {
            check(name, check);
        }
        for (Report.Deduction deduction : report.deductions()) {
            trouble(name, deduction.id(), "failure", "-" + deduction.points() + " points", deduction.detail());
        }
        if (invalid) {
            trouble(name, "submission", "error", "invalid", String.valueOf(report.problem()));
        }
        if (!report.notes().isEmpty()) {
            xml.writeCharacters("\n    ");
            xml.writeStartElement("system-out");
            xml.writeCharacters(clean(String.join("\n", report.notes())));
            xml.writeEndElement();
        }
        xml.writeCharacters("\n  ");
        xml.writeEndElement();
    }

    private void check(String suite, Report.Result check) throws XMLStreamException {
        String name = check.title() == null ? check.id() : check.id() + ": " + check.title();
        String text = check.detail()
                + (check.evidence().isEmpty() ? "" : "\n\n" + check.evidence())
                + (check.feedback() == null ? "" : "\n\n" + check.feedback());
        switch (check.status()) {
            case PASSED -> {
                start(suite, name);
                xml.writeEndElement();
            }
            case FAILED -> trouble(suite, name, "failure", message(check), text);
            case UNMODELLED -> trouble(suite, name, "error", "unmodelled: " + check.detail(), text);
        }
    }

    private static String message(Report.Result check) {
        return check.feedback() == null ? check.detail() : check.feedback();
    }

    private void trouble(String suite, String name, String kind, String message, String text)
            throws XMLStreamException {
        start(suite, name);
        xml.writeCharacters("\n      ");
        xml.writeStartElement(kind);
        attribute("message", message);
        xml.writeCharacters(clean(text));
        xml.writeEndElement();
        xml.writeCharacters("\n    ");
        xml.writeEndElement();
    }

    private void start(String suite, String name) throws XMLStreamException {
        xml.writeCharacters("\n    ");
        xml.writeStartElement("testcase");
        attribute("classname", suite);
        attribute("name", name);
    }

    private void attribute(String name, String value) throws XMLStreamException {
        xml.writeAttribute(name, clean(value));
    }

    private static long count(Report report, CheckStatus status) {
        return report.checks().stream()
                .filter(check -> check.status() == status)
                .count();
    }

    /** Text with what XML 1.0 cannot hold replaced. */
    private static String clean(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        text.codePoints().forEach(point -> clean.appendCodePoint(isLegal(point) ? point : 0xfffd));
        return clean.toString();
    }

    private static boolean isLegal(int point) {
        return point == '\t'
                || point == '\n'
                || point == '\r'
                || point >= 0x20 && point <= 0xd7ff
                || point >= 0xe000 && point <= 0xfffd
                || point >= 0x1_0000;
    }
}
