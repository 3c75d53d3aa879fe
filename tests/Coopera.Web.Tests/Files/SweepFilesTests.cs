using Coopera.Core;
using Coopera.Core.Files;
using Coopera.Core.Jobs;
using Coopera.Domain;
using Coopera.Domain.Webinars;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Coopera.Web.Tests.Files;

public sealed class SweepFilesTests : IDisposable
{
    private readonly FakeTimeProvider _clock = new(DateTimeOffset.UtcNow);

    // Each moves the clock and counts the files of its site.
    private readonly CooperaSite _site;

    public SweepFilesTests() => _site = new CooperaSite(new() { ["Pec:Folder"] = "pec" }, clock: _clock);

    private UploadStore Store => _site.Services.GetRequiredService<UploadStore>();

    [Fact]
    public async Task A_file_that_no_row_names_is_deleted_after_a_day_and_not_before()
    {
        var file = await SaveAsync();

        var first = await SweepAsync();
        _clock.Advance(TimeSpan.FromHours(23));
        var second = await SweepAsync();
        Assert.True(Store.Has(file.Key));
        _clock.Advance(TimeSpan.FromHours(2));
        var third = await SweepAsync();

        Assert.False(Store.Has(file.Key));
        Assert.Equal((0, 1), (first[SweepFiles.Deleted], first[SweepFiles.Unnamed]));
        Assert.Equal((0, 1), (second[SweepFiles.Deleted], second[SweepFiles.Unnamed]));
        Assert.Equal((1, 0), (third[SweepFiles.Deleted], third[SweepFiles.Unnamed]));
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Combine(_site.Folder, "uploads")));
    }

    [Fact]
    public async Task A_file_whose_row_comes_late_stays_and_its_day_begins_anew_when_the_row_goes()
    {
        var file = await SaveAsync();
        await SweepAsync();
        _clock.Advance(TimeSpan.FromHours(20));
        var webinar = await NameAsync(file);
        for (var days = 0; days < 30; days++)
        {
            _clock.Advance(TimeSpan.FromDays(1));
            Assert.Equal(0, (await SweepAsync())[SweepFiles.Deleted]);
        }

        await _site.WriteAsync(async db =>
        {
            var whole = (await db.LockWholeWebinarAsync(webinar))!;
            whole.Remove(whole.Materials.Single());
        });
        await SweepAsync();
        _clock.Advance(TimeSpan.FromHours(23));
        await SweepAsync();
        Assert.True(Store.Has(file.Key));
        _clock.Advance(TimeSpan.FromHours(2));
        await SweepAsync();

        Assert.False(Store.Has(file.Key));
    }

    [Fact]
    public async Task A_copy_that_holds_its_mails_deletes_no_file_for_it_may_be_the_other_sites()
    {
        var file = await SaveAsync();
        await HoldAsync(true);
        await SweepAsync();
        _clock.Advance(TimeSpan.FromDays(3));
        var held = await SweepAsync();
        Assert.True(Store.Has(file.Key));
        await HoldAsync(false);
        await SweepAsync(); // nothing was noted meanwhile: its day begins now
        Assert.True(Store.Has(file.Key));
        _clock.Advance(TimeSpan.FromHours(25));
        var free = await SweepAsync();

        Assert.Equal((0, 1), (held[SweepFiles.Deleted], held[SweepFiles.Unnamed]));
        Assert.Equal(1, free[SweepFiles.Deleted]);
        Assert.False(Store.Has(file.Key));

        Task HoldAsync(bool holds) => _site.WriteAsync(
            db => db.BackupStates.ExecuteUpdateAsync(s => s.SetProperty(state => state.HoldsMails, holds)));
    }

    [Fact]
    public async Task A_row_whose_file_is_gone_is_told_by_name()
    {
        var file = await SaveAsync();
        var webinar = await NameAsync(file);
        Assert.Equal(0, (await SweepAsync())[SweepFiles.Missing]);
        File.Delete(Path.Combine(_site.Folder, "uploads", file.Key));

        var report = await SweepAsync();

        Assert.Equal(1, report[SweepFiles.Missing]);
        Assert.Equal([$"webinar/{webinar}"], report.Subjects);
    }

    [Fact]
    public async Task What_killed_requests_left_is_swept_after_a_day()
    {
        string[] left =
        [
            "tmp/ASPNETCORE_1.tmp", "tmp/1.xlsx", "uploads/0123.part", "mail/1.eml.part", "pec/1.eml.part", ".health-1", ".export-1.xlsx",
            "coopera.db.part", "coopera.db.part-journal",
        ];
        foreach (var path in left.Append("mail/2.eml").Select(name => Path.Combine(_site.Folder, name)))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await File.WriteAllTextAsync(path, "mezza scheda di Maria Rossi");
        }

        var first = await SweepAsync();
        Assert.All(left, name => Assert.True(File.Exists(Path.Combine(_site.Folder, name))));
        _clock.Advance(TimeSpan.FromHours(25));
        var second = await SweepAsync();

        Assert.Equal((0, left.Length), (first[SweepFiles.Temporary], second[SweepFiles.Temporary]));
        Assert.All(left, name => Assert.False(File.Exists(Path.Combine(_site.Folder, name))));
        Assert.True(File.Exists(Path.Combine(_site.Folder, "mail/2.eml")));
    }

    [Fact]
    public void Only_this_program_can_read_what_is_in_the_making()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "these are the permissions of Unix");
        using var file = TemporaryFiles.Create(_site.Services.GetRequiredService<Settings>().Site, "xlsx");

        Assert.Equal(Path.Combine(_site.Folder, "tmp"), Path.GetDirectoryName(file.Name));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file.Name));
            Assert.Equal(
                UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute,
                File.GetUnixFileMode(Path.Combine(_site.Folder, "tmp")));
        }
    }

    public void Dispose() => _site.Dispose();

    private async Task<StoredFile> SaveAsync() => (await Store.SaveAsync(new MemoryStream([1, 2, 3]), "slide.pdf", "application/pdf", 10))!;

    private async Task<int> NameAsync(StoredFile file)
    {
        var webinar = await _site.WebinarAsync();
        await _site.WriteAsync(
            async db => (await db.LockWholeWebinarAsync(webinar.Id))!.Add(Material.File("Slide", file, false, _clock.GetUtcNow())));
        return webinar.Id;
    }

    private async Task<JobReport> SweepAsync()
    {
        await using var scope = _site.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<SweepFiles>().RunAsync();
    }
}
