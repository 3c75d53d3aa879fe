using System.Text;
using Coopera.Core.Certificates;
using Coopera.Core.Data;
using Coopera.Core.Files;
using Coopera.Domain.Certificates;
using Coopera.Testing.Reading;
using Microsoft.Extensions.DependencyInjection;

namespace Coopera.Core.Tests.Certificates;

public sealed class CheckPaperTests : IAsyncLifetime
{
    private TestDatabase _database = null!;
    private Certificate _certificate = null!;
    private byte[] _paper = null!;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite);
        var (webinar, _) = await _database.HeldAsync(TestDatabase.Now, 120);
        _certificate = Assert.Single(await _database.IssuedAsync(webinar));
        await using var file = _database.Services.GetRequiredService<UploadStore>().OpenRead(_certificate.StoreKey!);
        using var bytes = new MemoryStream();
        await file.CopyToAsync(bytes);
        _paper = bytes.ToArray();
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task The_file_as_it_was_issued_is_the_original()
    {
        var found = await CheckAsync(_paper);

        Assert.Equal((PaperVerdict.Original, _certificate.Id), (found.Verdict, found.Certificate!.Id));
    }

    [Fact]
    public async Task One_changed_byte_anywhere_makes_it_no_original_and_nearly_always_it_is_still_told_whose()
    {
        var random = new Random(7);
        var told = 0;
        const int Tries = 200;
        for (var i = 0; i < Tries; i++)
        {
            var changed = (byte[])_paper.Clone();
            changed[random.Next(changed.Length)] ^= (byte)random.Next(1, 256);
            var found = await CheckAsync(changed);
            Assert.NotEqual(PaperVerdict.Original, found.Verdict);
            told += found.Verdict == PaperVerdict.Changed ? 1 : 0;
        }

        Assert.True(told >= Tries - 2, $"{told} of {Tries}");
    }

    [Theory]
    [InlineData("--object-streams=generate", "--recompress-flate")]
    [InlineData("--linearize", "--object-streams=generate")]
    public async Task Written_anew_by_another_program_it_is_changed_and_still_told_whose(string one, string other)
    {
        var (_, _, written) = Tool.Run("qpdf", [one, other, "in.pdf", "out.pdf"], ("in.pdf", _paper));

        var found = await CheckAsync(written);

        Assert.Equal((PaperVerdict.Changed, _certificate.Id), (found.Verdict, found.Certificate!.Id));
    }

    [Fact]
    public async Task Anything_else_is_not_ours_however_it_is_made()
    {
        var made = Enumerable.Range(0, 10_000).Select(_ => CertificateCode.Grouped(CertificateCode.New()));
        byte[][] files =
        [
            [], "%PDF-1.7"u8.ToArray(), new byte[100_000], Encoding.UTF8.GetBytes("<html>"), _paper[..200],
            Encoding.ASCII.GetBytes($"%PDF-1.7\n{string.Join('\n', made)}"),
            Encoding.ASCII.GetBytes($"%PDF-1.7\n{string.Concat(Enumerable.Repeat("0000-", 400_000))}"),
            TestPdf.Plain(),
        ];
        foreach (var file in files)
        {
            Assert.Equal(new CheckedPaper(PaperVerdict.NotOurs, null), await CheckAsync(file));
        }
    }

    private Task<CheckedPaper> CheckAsync(byte[] file) =>
        _database.InScopeAsync(services => services.GetRequiredService<CheckPaper>().RunAsync(file));
}
