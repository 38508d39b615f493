package dev.vethlab.kernel.address;

import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.kernel.sysctl.SysctlFile;
import dev.vethlab.kernel.sysctl.SysctlNumber;

/** A file of {@code net.ipv4.conf}: one setting of a device, of {@code all} or of {@code default}. */
record ConfFile(InetDevices inet, DevConfValues values, DevConf setting) implements SysctlFile {

    @Override
    public String read() {
        return Integer.toString(values.get(setting));
    }

    @Override
    public void write(String text) throws KernelException {
        if (setting == DevConf.MC_FORWARDING) {
            throw new KernelException(Errno.EACCES);
        }
        if (text.isEmpty()) {
            return;
        }
        inet.settingWritten();
        if (setting == DevConf.FORWARDING) {
            inet.setForwarding(values, parse(text));
        } else if (setting.isCopied()) {
            copied(text);
        } else {
            values.put(setting, parse(text));
        }
    }

    /** {@code devinet_conf_proc}: even a text that is refused makes the setting one that no longer follows {@code default}. */
    private void copied(String text) throws KernelException {
        values.mark(setting);
        values.put(setting, parse(text));
        inet.copyDefault(values, setting);
    }

    private static int parse(String text) throws KernelException {
        return (int) SysctlNumber.first(text).within(Integer.MIN_VALUE, Integer.MAX_VALUE);
    }

    @Override
    public int mode() {
        return setting == DevConf.MC_FORWARDING ? 0444 : 0644;
    }
}
