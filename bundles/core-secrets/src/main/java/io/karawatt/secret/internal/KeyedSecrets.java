package io.karawatt.secret.internal;

import io.karawatt.secret.Secrets;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * Seals with AES-256 in Galois/counter mode (NIST SP 800-38D): {@value Secrets#MARK} and, in base64url (RFC 4648 §5),
 * one byte 1 for the format, 12 random bytes, the cipher text and its tag of 16 bytes.
 */
@Component(service = Secrets.class)
public final class KeyedSecrets implements Secrets {

    static final String FILE = "secrets/key";

    private static final String DATA = "karaf.data";
    private static final byte FORMAT = 1;
    private static final int NONCE = 12;
    private static final int TAG = 16;
    private static final int LONGEST = 1024;
    private static final String AGAIN = "; enter the pass phrase again";

    private final KeyFile file;
    private final SecureRandom random;
    private @Nullable SecretKeySpec key;

    @Activate
    public KeyedSecrets(BundleContext context) {
        this(folder(context).resolve(FILE), new SecureRandom());
    }

    KeyedSecrets(Path file, SecureRandom random) {
        this.file = new KeyFile(file, random);
        this.random = random;
    }

    @Override
    public String seal(String plain) {
        if (plain.isEmpty() || plain.length() > LONGEST) {
            throw new IllegalArgumentException("a pass phrase must have 1 to " + LONGEST + " characters");
        }
        byte[] nonce = new byte[NONCE];
        random.nextBytes(nonce);
        try {
            byte[] secret =
                    cipher(Cipher.ENCRYPT_MODE, keyForSealing(), nonce).doFinal(plain.getBytes(StandardCharsets.UTF_8));
            byte[] all = new byte[1 + NONCE + secret.length];
            all[0] = FORMAT;
            System.arraycopy(nonce, 0, all, 1, NONCE);
            System.arraycopy(secret, 0, all, 1 + NONCE, secret.length);
            return MARK + Base64.getUrlEncoder().withoutPadding().encodeToString(all);
        } catch (IOException e) {
            throw new IllegalStateException(e.getMessage(), e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java can't seal with AES-256-GCM: " + e.getMessage(), e);
        }
    }

    @Override
    public String open(String text) {
        if (!text.startsWith(MARK)) {
            return text;
        }
        byte[] all = bytes(text.substring(MARK.length()));
        byte[] nonce = Arrays.copyOfRange(all, 1, 1 + NONCE);
        try {
            byte[] plain =
                    cipher(Cipher.DECRYPT_MODE, keyForOpening(), nonce).doFinal(all, 1 + NONCE, all.length - 1 - NONCE);
            return new String(plain, StandardCharsets.UTF_8);
        } catch (AEADBadTagException e) {
            throw new IllegalArgumentException("it was sealed by another gateway, or changed afterwards" + AGAIN, e);
        } catch (IOException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("this Java can't open AES-256-GCM: " + e.getMessage(), e);
        }
    }

    private static byte[] bytes(String code) {
        byte[] all;
        try {
            all = Base64.getUrlDecoder().decode(code);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("the sealed text was changed: it is not base64url" + AGAIN, e);
        }
        if (all.length <= 1 + NONCE + TAG || all.length > 1 + NONCE + 4 * LONGEST + TAG || all[0] != FORMAT) {
            throw new IllegalArgumentException(
                    "the sealed text was cut, changed, or sealed by a later version of the gateway" + AGAIN);
        }
        return all;
    }

    private static Cipher cipher(int mode, SecretKeySpec key, byte[] nonce) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(8 * TAG, nonce));
        cipher.updateAAD(new byte[] {FORMAT});
        return cipher;
    }

    private synchronized SecretKeySpec keyForSealing() throws IOException {
        SecretKeySpec known = key;
        if (known == null) {
            known = new SecretKeySpec(file.readOrMake(), "AES");
            key = known;
        }
        return known;
    }

    private synchronized SecretKeySpec keyForOpening() throws IOException {
        SecretKeySpec known = key;
        if (known == null) {
            byte[] found = file.read()
                    .orElseThrow(() -> new IOException(
                            "it was sealed by another gateway: this one has sealed nothing yet" + AGAIN));
            known = new SecretKeySpec(found, "AES");
            key = known;
        }
        return known;
    }

    private static Path folder(BundleContext context) {
        String folder = context.getProperty(DATA);
        if (folder == null) {
            throw new IllegalStateException(
                    "framework property " + DATA + " is not set, so the key has no place; set the property");
        }
        return Path.of(folder).toAbsolutePath().normalize();
    }
}
