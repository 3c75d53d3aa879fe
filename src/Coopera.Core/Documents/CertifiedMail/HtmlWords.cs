using System.Text;
using MimeKit.Text;

namespace Coopera.Core.Documents.CertifiedMail;

internal static class HtmlWords
{
    /// <summary>What stands between the tags, with its lines; nothing more is read once there are so many characters.</summary>
    public static string Of(string html, int most)
    {
        var text = new StringBuilder();
        var tokens = new HtmlTokenizer(new StringReader(html)) { DecodeCharacterReferences = true };
        while (text.Length < most && tokens.ReadNextToken(out var token))
        {
            switch (token)
            {
                case HtmlDataToken { Kind: HtmlTokenKind.Data } data:
                    text.Append(data.Data);
                    break;
                case HtmlTagToken { Id: HtmlTagId.Br or HtmlTagId.P or HtmlTagId.Div or HtmlTagId.TR or HtmlTagId.LI }:
                    text.Append('\n');
                    break;
            }
        }

        return text.ToString();
    }
}
