package dev.vethlab.web.security;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.StrictHttpFirewall;

/**
 * Lets names of interfaces, addresses and sysctls stand in a path as Linux has them, percent-encoded: no right hangs on how
 * a path is spelt, since what is not named as public needs a key, and whose a lab is is asked of the lab that was found.
 */
@Configuration
class Firewall {

    @Bean
    HttpFirewall lenient() {
        StrictHttpFirewall firewall = new StrictHttpFirewall();
        firewall.setAllowUrlEncodedSlash(true);
        firewall.setAllowUrlEncodedPercent(true);
        firewall.setAllowUrlEncodedPeriod(true);
        firewall.setAllowUrlEncodedDoubleSlash(true);
        firewall.setAllowUrlEncodedCarriageReturn(true);
        firewall.setAllowUrlEncodedLineFeed(true);
        firewall.setAllowUrlEncodedLineSeparator(true);
        firewall.setAllowUrlEncodedParagraphSeparator(true);
        firewall.setAllowBackSlash(true);
        firewall.setAllowSemicolon(true);
        firewall.setAllowNull(true);
        firewall.setUnsafeAllowAnyHttpMethod(true);
        return firewall;
    }
}
