using System.Text.Json;

namespace Coopera.Core.Backups;

/// <param name="Sha256">Of its bytes, in hexadecimal, lower case.</param>
public sealed record BackedUpFile(string Name, long Length, string Sha256);

/// <summary>What an archive says of itself, in <c>manifest.json</c>.</summary>
/// <param name="MadeAt">Everything that was committed by then is in it.</param>
/// <param name="Engine">Where it came from; in the archive the database is an SQLite file, whatever it was.</param>
/// <param name="Schema">The last migration of that file.</param>
/// <param name="Key">The id of the key that protects the key ring, the links and the register. The key itself is in no archive.</param>
/// <param name="Rows">By table.</param>
/// <param name="Missing">Uploads that rows name and the folder had lost.</param>
public sealed record BackupManifest(
    int Format, string Program, DateTimeOffset MadeAt, string Engine, string Schema, string Key, BackedUpFile Database,
    IReadOnlyDictionary<string, long> Rows, IReadOnlyList<BackedUpFile> Uploads, IReadOnlyList<string> Missing)
{
    public const int CurrentFormat = 1;

    private static readonly JsonSerializerOptions Form = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public long Bytes => Database.Length + Uploads.Sum(upload => upload.Length);

    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, Form);

    /// <summary>Null when it is none.</summary>
    public static async Task<BackupManifest?> ReadAsync(Stream json, CancellationToken cancellationToken)
    {
        try
        {
            return await JsonSerializer.DeserializeAsync<BackupManifest>(json, Form, cancellationToken) is
            {
                Program: not null, Engine: not null, Schema: not null, Key: not null, Rows: not null, Missing: not null,
                Database: { Name: not null, Length: >= 0, Sha256: not null }, Uploads: not null,
            } manifest && manifest.Uploads.All(upload => upload is { Name: not null, Length: >= 0, Sha256: not null }) ? manifest : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
