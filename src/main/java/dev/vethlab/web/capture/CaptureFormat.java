package dev.vethlab.web.capture;

import dev.vethlab.web.problem.FieldProblem;
import dev.vethlab.web.problem.ProblemException;
import dev.vethlab.web.problem.ProblemKind;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.util.MimeTypeUtils;

/** The formats of a capture, chosen by {@code ?format=} or by the header {@code Accept}. */
enum CaptureFormat {
    JSON("application/json"),
    TEXT("text/plain;charset=UTF-8"),
    PCAP("application/vnd.tcpdump.pcap"),
    PCAPNG("application/x-pcapng");

    static final Set<CaptureFormat> WHOLE_LAB = EnumSet.of(JSON, PCAPNG);
    static final Set<CaptureFormat> ONE_INTERFACE = EnumSet.of(JSON, TEXT, PCAP);

    private final MediaType mediaType;

    CaptureFormat(String mediaType) {
        this.mediaType = MediaType.parseMediaType(mediaType);
    }

    MediaType mediaType() {
        return mediaType;
    }

    static CaptureFormat choose(String format, String accept, Set<CaptureFormat> offered) {
        if (!format.isEmpty()) {
            return offered.stream()
                    .filter(offer -> offer.word().equals(format))
                    .findFirst()
                    .orElseThrow(() -> new ProblemException(
                            ProblemKind.INVALID_REQUEST,
                            "The parameter format must be one of " + words(offered) + ".",
                            List.of(new FieldProblem("/format", "must be one of " + words(offered)))));
        }
        for (MediaType wanted : mediaTypes(accept)) {
            for (CaptureFormat offer : offered) {
                if (wanted.isCompatibleWith(offer.mediaType)) {
                    return offer;
                }
            }
        }
        throw new ProblemException(
                ProblemKind.NOT_ACCEPTABLE,
                "None of \"" + accept + "\" can be had; there are "
                        + offered.stream()
                                .map(offer -> offer.mediaType.toString())
                                .toList() + ".");
    }

    private static List<MediaType> mediaTypes(String accept) {
        try {
            List<MediaType> wanted = MediaType.parseMediaTypes(accept);
            MimeTypeUtils.sortBySpecificity(wanted);
            return wanted;
        } catch (InvalidMediaTypeException unfit) {
            throw new ProblemException(ProblemKind.NOT_ACCEPTABLE, "Accept: " + unfit.getMessage());
        }
    }

    private static List<String> words(Set<CaptureFormat> offered) {
        return offered.stream().map(CaptureFormat::word).toList();
    }

    private String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
