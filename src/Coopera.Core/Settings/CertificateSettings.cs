namespace Coopera.Core;

/// <param name="SealFile">PKCS #12 of the seal that the papers get; null: none, and the page that checks the code is the proof.</param>
/// <param name="TsaUrl">Of an authority for time stamps (RFC 3161); null: none.</param>
/// <param name="AttachToMail">The paper goes with the mail; else the mail leads to it.</param>
public sealed record CertificateSettings(string? SealFile, string? SealPassword, Uri? TsaUrl, bool AttachToMail)
{
    public static readonly CertificateSettings Default = new(null, null, null, true);
}

public sealed partial record Settings
{
    private static CertificateSettings ReadCertificates(Reader read, string contentRoot)
    {
        var (file, authority) = (read.Optional("Certificates:SealFile"), read.Optional("Certificates:TsaUrl"));
        if (file is null && (authority ?? read.Optional("Certificates:SealPassword")) is not null)
        {
            throw new SettingsException(
                "Certificates:SealFile is missing: Certificates:SealPassword and Certificates:TsaUrl belong to it. Set it to a PKCS #12 "
                + "file, or leave all three out.");
        }

        if (authority is not null && !(Uri.TryCreate(authority, UriKind.Absolute, out var url) && url.Scheme is "http" or "https"))
        {
            throw new SettingsException(
                $"Certificates:TsaUrl is \"{authority}\": it must be an address that starts with http:// or https://.");
        }

        return new CertificateSettings(
            file is null ? null : Path.GetFullPath(file, contentRoot),
            read.Optional("Certificates:SealPassword"),
            authority is null ? null : new Uri(authority),
            read.Flag("Certificates:AttachToMail", true));
    }
}
