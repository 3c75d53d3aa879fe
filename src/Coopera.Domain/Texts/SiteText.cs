namespace Coopera.Domain.Texts;

/// <summary>What only the house that publishes the site can say. The names are stored.</summary>
public enum SiteTextKind
{
    Contacts,
    Pec,
    Controller,
    ProtectionOfficer,
    LegalBasis,
    Recipients,
    Retention,
    Publisher,
    AccessibilityDeclaration,
    CertificateSigner,
    CertificatePlace,
}

public sealed class SiteText
{
    public const int TextMaxLength = 2000;

    /// <summary>What people who sign up have read.</summary>
    public static readonly IReadOnlyList<SiteTextKind> InPrivacyNotice =
    [
        SiteTextKind.Controller, SiteTextKind.ProtectionOfficer, SiteTextKind.LegalBasis, SiteTextKind.Recipients, SiteTextKind.Retention,
    ];

    private SiteText()
    {
    }

    public SiteText(SiteTextKind kind) => Kind = kind;

    public SiteTextKind Kind { get; private set; }

    /// <summary>Empty while nobody has written it, or when it was taken away.</summary>
    public string Text { get; private set; } = "";

    public int Version { get; private set; }

    public void Write(string text)
    {
        Text = text;
        Version++;
    }
}
