using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using Coopera.Core.Exports;

namespace Coopera.Core.Dossiers;

/// <param name="Sha256">Of its bytes, in hexadecimal, lower case.</param>
public sealed record DossierFile(string Path, long Length, string Sha256);

/// <summary>Writes the archive, file after file; the clock of the machine stands nowhere in it.</summary>
/// <param name="moment">Of every file in it.</param>
internal sealed class DossierZip(ZipArchive archive, DateTimeOffset moment, CancellationToken cancellationToken)
{
    private readonly List<DossierFile> _files = [];

    public IReadOnlyList<DossierFile> Files => _files;

    /// <param name="content">Read twice, from its beginning.</param>
    public async Task AddAsync(string path, Stream content)
    {
        content.Position = 0;
        var hash = Convert.ToHexStringLower(await SHA256.HashDataAsync(content, cancellationToken));
        content.Position = 0;
        var entry = archive.CreateEntry(path, CompressionLevel.Optimal);
        entry.LastWriteTime = moment;
        await using var target = await entry.OpenAsync(cancellationToken);
        await content.CopyToAsync(target, cancellationToken);
        _files.Add(new DossierFile(path, content.Length, hash));
    }

    public async Task AddAsync(string path, byte[] content)
    {
        using var bytes = new MemoryStream(content, writable: false);
        await AddAsync(path, bytes);
    }

    /// <summary>A list in both forms: to read, and for programs of every kind.</summary>
    public async Task AddListAsync(string path, string sheet, IReadOnlyList<ExportColumn> columns, IReadOnlyList<object?[]> rows)
    {
        using var spreadsheet = new MemoryStream();
        await XlsxExport.WriteAsync(spreadsheet, sheet, columns, rows.ToAsyncEnumerable(), cancellationToken);
        await AddAsync($"{path}.xlsx", spreadsheet);
        using var csv = new MemoryStream();
        await CsvExport.WriteAsync(csv, columns, rows.ToAsyncEnumerable(), CsvFor.People, cancellationToken);
        await AddAsync($"{path}.csv", csv);
    }

    /// <summary>"01", so that a folder lists them in their order.</summary>
    public static string Place(int index) => (index + 1).ToString("00", CultureInfo.InvariantCulture);
}
