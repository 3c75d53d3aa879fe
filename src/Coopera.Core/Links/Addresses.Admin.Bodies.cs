namespace Coopera.Core.Links;

public static partial class Addresses
{
    public static partial class Admin
    {
        public static class Bodies
        {
            public const string List = $"{Adhesions.List}/enti";
            public const string Import = $"{List}/ipa";
            public const string RunImport = $"{Import}/applica";

            public static string Page(string code) => $"{List}/{code}";
        }
    }
}
