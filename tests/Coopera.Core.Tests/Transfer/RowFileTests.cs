using Coopera.Core.Transfer;

namespace Coopera.Core.Tests.Transfer;

public sealed class RowFileTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("coopera-rows-").FullName;
    private EngineDatabase _database = null!;

    public async ValueTask InitializeAsync()
    {
        var file = Path.Combine(_folder, "coopera.db");
        await TemplateDatabase.CopyFileAsync(file);
        _database = EngineDatabase.Of(new(DatabaseProvider.Sqlite, $"Data Source={file}", true), create: false);
        await EveryTable.FillAsync(_database);
    }

    public async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_file_gives_every_row_of_every_table_back_as_it_was()
    {
        await using var reader = await TableReader.OpenAsync(_database, default);
        foreach (var table in reader.Tables)
        {
            using var file = new MemoryStream(await FileAsync(reader, table));

            var header = await RowFile.ReadHeaderAsync(file, reader.Tables, default);
            var rows = await RowFile.ReadAsync(header, default).ToListAsync();

            Assert.Equal((table.Name, 7L), (header.Table.Name, header.LastGiven));
            Assert.Equal(await reader.ReadAsync(table, default).ToListAsync(), rows);
            Assert.Equal(EveryTable.Rows, rows.Count);
        }
    }

    [Fact]
    public async Task A_file_in_which_any_byte_is_not_what_it_was_is_refused()
    {
        await using var reader = await TableReader.OpenAsync(_database, default);
        var table = reader.Tables.Single(table => table.Name == "SecurityEvents");
        var whole = await FileAsync(reader, table);

        for (var i = 0; i < whole.Length; i++)
        {
            var damaged = (byte[])whole.Clone();
            damaged[i] ^= 0x40;
            Assert.True(await IsRefusedAsync(damaged, reader.Tables) || HasNoMeaning(whole, i), $"Byte {i} may be anything.");
        }
    }

    [Fact]
    public async Task A_file_that_was_cut_off_anywhere_is_refused()
    {
        await using var reader = await TableReader.OpenAsync(_database, default);
        var whole = await FileAsync(reader, reader.Tables.Single(table => table.Name == "SecurityEvents"));

        for (var length = 0; length < whole.Length; length++)
        {
            Assert.True(await IsRefusedAsync(whole[..length], reader.Tables), $"{length} bytes of {whole.Length} are taken for the whole.");
        }
    }

    [Fact]
    public async Task The_hash_of_rows_is_the_same_in_any_order_and_another_for_any_other_row()
    {
        await using var reader = await TableReader.OpenAsync(_database, default);
        var table = reader.Tables.Single(table => table.Name == "Webinars");
        var rows = await reader.ReadAsync(table, default).ToListAsync();
        var (hash, turned, other) = (new ContentHash(table), new ContentHash(table), new ContentHash(table));

        rows.ForEach(hash.Add);
        rows.AsEnumerable().Reverse().ToList().ForEach(turned.Add);
        rows[1][table.Columns.ToList().FindIndex(column => column.Name == "Title")] = "Un altro";
        rows.ForEach(other.Add);

        Assert.Equal(hash.ToString(), turned.ToString());
        Assert.NotEqual(hash.ToString(), other.ToString());
    }

    private static async Task<byte[]> FileAsync(TableReader reader, TransferTable table)
    {
        using var file = new MemoryStream();
        await RowFile.WriteAsync(file, table, 7, reader.ReadAsync(table, default), default);
        return file.ToArray();
    }

    // The last given number stands in the header alone: another one is as good a number.
    private static bool HasNoMeaning(byte[] whole, int place) =>
        place < Array.IndexOf(whole, (byte)'\n') && place > whole.AsSpan().IndexOf("\"LastGiven\":"u8);

    private static async Task<bool> IsRefusedAsync(byte[] bytes, IReadOnlyList<TransferTable> tables)
    {
        try
        {
            using var file = new MemoryStream(bytes);
            var header = await RowFile.ReadHeaderAsync(file, tables, default);
            await foreach (var row in RowFile.ReadAsync(header, default))
            {
                Assert.NotNull(row);
            }

            return false;
        }
        catch (InvalidDataException)
        {
            return true;
        }
    }
}
