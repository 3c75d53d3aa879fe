namespace Coopera.Domain.Presence;

/// <summary>Who somebody is whom a platform calls otherwise: as staff said once, and need not say again.</summary>
public sealed class PresencePairing
{
    public const int KeyMaxLength = 400;
    public const int ShownMaxLength = 200;
    public const int NameKeyMaxLength = 200;

    private PresencePairing()
    {
    }

    /// <param name="key">Of the name and address in the report.</param>
    public PresencePairing(string key) => Key = key.Length <= KeyMaxLength
        ? key : throw new ArgumentException("What is longer cannot be remembered.", nameof(key));

    public int Id { get; private set; }

    public string Key { get; private set; } = "";

    /// <summary>As the platform showed it.</summary>
    public string Shown { get; private set; } = "";

    public string EmailKey { get; private set; } = "";

    /// <summary>Of the person: several may have one mailbox.</summary>
    public string NameKey { get; private set; } = "";

    public DateTimeOffset At { get; private set; }

    public string Staff { get; private set; } = "";

    /// <summary>With which it came; when that is taken back, so is this.</summary>
    public int? PresenceImportId { get; private set; }

    public void Say(string shown, string emailKey, string nameKey, int importId, string staff, DateTimeOffset now)
    {
        (Shown, EmailKey, NameKey) = (Text.Cut(shown, ShownMaxLength), emailKey, Text.Cut(nameKey, NameKeyMaxLength));
        (PresenceImportId, Staff, At) = (importId, Text.Cut(staff, PresenceImport.StaffMaxLength), now);
    }
}
