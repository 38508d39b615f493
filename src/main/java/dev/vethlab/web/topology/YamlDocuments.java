package dev.vethlab.web.topology;

import dev.vethlab.lab.topology.StrictReading;
import dev.vethlab.lab.topology.TopologyDocument;
import java.io.IOException;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.converter.AbstractHttpMessageConverter;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLWriteFeature;

/** Reads and writes topology documents as YAML. */
@Component
class YamlDocuments extends AbstractHttpMessageConverter<TopologyDocument> {

    private final YAMLMapper mapper = StrictReading.yaml(YAMLMapper.builder())
            .disable(YAMLWriteFeature.WRITE_DOC_START_MARKER, YAMLWriteFeature.SPLIT_LINES)
            .build();

    YamlDocuments() {
        super(MediaType.APPLICATION_YAML);
    }

    /** A document as YAML. */
    String write(TopologyDocument document) {
        return mapper.writeValueAsString(document);
    }

    @Override
    protected boolean supports(Class<?> type) {
        return type == TopologyDocument.class;
    }

    @Override
    protected TopologyDocument readInternal(Class<? extends TopologyDocument> type, HttpInputMessage message)
            throws IOException {
        try {
            TopologyDocument document = mapper.readValue(message.getBody(), TopologyDocument.class);
            if (document != null) {
                return document;
            }
        } catch (JacksonException unreadable) {
            throw new HttpMessageNotReadableException("no YAML", unreadable, message);
        }
        throw new HttpMessageNotReadableException("an empty document", message);
    }

    @Override
    protected void writeInternal(TopologyDocument document, HttpOutputMessage message) throws IOException {
        mapper.writeValue(message.getBody(), document);
    }
}
