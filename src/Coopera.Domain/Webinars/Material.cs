namespace Coopera.Domain.Webinars;

public sealed class Material
{
    public const int TitleMaxLength = 200;
    public const int UrlMaxLength = 500;
    public const int FileNameMaxLength = 150;
    public const long FileMaxLength = 50 * 1024 * 1024;
    public const int MaxPerWebinar = 40;

    private Material()
    {
    }

    private Material(string title, bool forRegisteredOnly, DateTimeOffset now)
    {
        Title = title;
        ForRegisteredOnly = forRegisteredOnly;
        AddedAt = now;
    }

    public int Id { get; private set; }

    public int Position { get; internal set; }

    public string Title { get; private set; } = "";

    public string? Url { get; private init; }

    public string? StoreKey { get; private init; }

    public string? FileName { get; private init; }

    public string? ContentType { get; private init; }

    public long Length { get; private init; }

    /// <inheritdoc cref="StoredFile.Sha256"/>
    /// <remarks>Null: a link, or a file of before hashes of materials were kept.</remarks>
    public string? Sha256 { get; private init; }

    public FileScan Scan { get; private init; }

    public bool ForRegisteredOnly { get; private set; }

    public DateTimeOffset AddedAt { get; private set; }

    public bool IsFile => StoreKey is not null;

    public static Material Link(string title, string url, bool forRegisteredOnly, DateTimeOffset now) =>
        new(title, forRegisteredOnly, now) { Url = url };

    public static Material File(string title, StoredFile file, bool forRegisteredOnly, DateTimeOffset now) =>
        new(title, forRegisteredOnly, now)
        {
            StoreKey = file.Key,
            FileName = file.Name,
            ContentType = file.ContentType,
            Length = file.Length,
            Sha256 = file.Sha256,
            Scan = file.Scan,
        };

    public void Change(string title, bool forRegisteredOnly) => (Title, ForRegisteredOnly) = (title, forRegisteredOnly);
}
