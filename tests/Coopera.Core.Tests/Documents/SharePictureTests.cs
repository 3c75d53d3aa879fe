using System.Buffers.Binary;
using System.IO.Compression;
using Coopera.Core.Documents.Pictures;

namespace Coopera.Core.Tests.Documents;

/// <summary>The picture in a message with a link.</summary>
public sealed class SharePictureTests
{
    private static readonly Colour White = new(255, 255, 255);
    private static readonly Colour Black = new(0, 0, 0);

    [Fact]
    public void It_has_the_size_that_networks_ask_for_and_is_small()
    {
        var picture =
            new SharePicture("Webinar gratuito, on line", "Accogliere insieme: là dov’è più difficile", "lunedì 31 gennaio 2022").Draw();

        Assert.Equal((1200, 630), (Number(picture, 16), Number(picture, 20)));
        Assert.InRange(picture.Length, 5_000, 120_000);
        Assert.Equal(630 * (1 + (1200 * 3)), Rows(picture).Length);
    }

    [Fact]
    public void What_is_written_is_drawn()
    {
        var one = Rows(new SharePicture("Webinar", "Uno", "").Draw());
        var other = Rows(new SharePicture("Webinar", "Due", "").Draw());

        Assert.False(one.AsSpan().SequenceEqual(other));
        Assert.Contains((byte)255, one[(250 * 3601)..(300 * 3601)]); // white on the lines of the title
    }

    [Theory]
    [InlineData("")]
    [InlineData("Unaparolalunghissimachenonfinisceeccedetuttalarighezzadelfogliosenzaunospazionemmenouno")]
    [InlineData("مرحبا 你好 😀")]
    public void Odd_titles_are_drawn_too(string title) => Assert.NotEmpty(new SharePicture("Webinar", title, title).Draw());

    [Fact]
    public void The_longest_title_fits()
    {
        var title = string.Concat(Enumerable.Repeat("Accoglienza ", 16)).Trim();
        var rows = Rows(new SharePicture("Webinar", title, "").Draw());

        // Between the title and the band at the foot nothing is white.
        Assert.DoesNotContain((byte)255, rows[(490 * 3601)..(550 * 3601)]);
    }

    [Fact]
    public void A_shape_is_filled_to_its_edges_and_half_a_point_is_half_as_dark()
    {
        var canvas = new Canvas(4, 3, White);

        canvas.FillRectangle(1, 1, 1.5, 1, Black);

        Assert.Equal([255, 255, 255, 255, 255, 0, 128, 255, 255, 255, 255, 255], Reds(canvas));
    }

    [Fact]
    public void A_ring_has_a_hole_and_what_lies_outside_is_left_out()
    {
        var canvas = new Canvas(21, 21, White);

        canvas.DrawRing(10.5, 10.5, 8, 2, Black);
        canvas.FillRectangle(-50, -50, 10, 10, Black);
        canvas.FillRectangle(100, 5, 10, 10, Black);

        var reds = Reds(canvas);
        Assert.Equal(255, reds[(10 * 21) + 10]);
        Assert.Equal(0, reds[(10 * 21) + 18]);
        Assert.Equal(255, reds[0]);
    }

    private static List<int> Reds(Canvas canvas)
    {
        var reds = new List<int>();
        for (var at = 0; at < canvas.Pixels.Length; at += 3)
        {
            reds.Add(canvas.Pixels[at]);
        }

        return reds;
    }

    private static int Number(byte[] png, int at) => BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(at));

    /// <summary>A filter byte and the colours of each row; the one chunk of data stands after the header.</summary>
    private static byte[] Rows(byte[] png)
    {
        using var rows = new MemoryStream();
        using var packed = new ZLibStream(new MemoryStream(png, 41, Number(png, 33)), CompressionMode.Decompress);
        packed.CopyTo(rows);
        return rows.ToArray();
    }
}
