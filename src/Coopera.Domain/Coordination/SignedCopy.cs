namespace Coopera.Domain.Coordination;

/// <summary>One version of the signed scheda as it came in. The bytes are in the store, never overwritten.</summary>
public sealed class SignedCopy
{
    public const long MaxLength = 10 * 1024 * 1024;

    public const int FileNameMaxLength = 120;

    private SignedCopy()
    {
    }

    internal SignedCopy(int version, StoredFile file, string report, Actor actor, DateTimeOffset at)
    {
        Id = Guid.CreateVersion7(at);
        Version = version;
        StoreKey = file.Key;
        FileName = file.Name;
        ContentType = file.ContentType;
        Length = file.Length;
        Sha256 = file.Sha256;
        Scan = file.Scan;
        Report = report;
        ReceivedFrom = actor.Name;
        ReceivedAt = at;
    }

    public Guid Id { get; private set; }

    public int Version { get; private set; }

    public string StoreKey { get; private set; } = "";

    public string FileName { get; private set; } = "";

    public string ContentType { get; private set; } = "";

    public long Length { get; private set; }

    public string Sha256 { get; private set; } = "";

    public FileScan Scan { get; private set; }

    public string Report { get; private set; } = "";

    public string ReceivedFrom { get; private set; } = "";

    public bool CameByPec => ReceivedFrom == Actor.Pec.Name;

    public DateTimeOffset ReceivedAt { get; private set; }
}
