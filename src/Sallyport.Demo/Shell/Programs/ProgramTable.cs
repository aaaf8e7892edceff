namespace Sallyport.Demo.Shell.Programs;

/// <summary>A program of the built-in shell; returns its exit code.</summary>
internal delegate Task<int> Program(ProgramContext context);

/// <summary>The programs there are. None of them touches the host.</summary>
internal static class ProgramTable
{
    public static readonly IReadOnlyDictionary<string, Program> All = new Dictionary<string, Program>(StringComparer.Ordinal)
    {
        ["true"] = _ => Task.FromResult(0),
        [":"] = _ => Task.FromResult(0),
        ["false"] = _ => Task.FromResult(1),
        ["echo"] = FactPrograms.EchoAsync,
        ["printf"] = FactPrograms.PrintfAsync,
        ["env"] = FactPrograms.EnvironmentAsync,
        ["printenv"] = FactPrograms.EnvironmentAsync,
        ["ps"] = FactPrograms.ProcessesAsync,
        ["pwd"] = FactPrograms.DirectoryAsync,
        ["hostname"] = FactPrograms.HostAsync,
        ["whoami"] = FactPrograms.WhoAsync,
        ["id"] = FactPrograms.IdAsync,
        ["uname"] = FactPrograms.SystemAsync,
        ["date"] = FactPrograms.DateAsync,
        ["sleep"] = FactPrograms.SleepAsync,
        ["seq"] = FactPrograms.SequenceAsync,
        ["which"] = FactPrograms.WhichAsync,
        ["help"] = FactPrograms.HelpAsync,
        ["cat"] = TextPrograms.CatAsync,
        ["head"] = TextPrograms.HeadAsync,
        ["tail"] = TextPrograms.TailAsync,
        ["grep"] = TextPrograms.GrepAsync,
        ["wc"] = TextPrograms.CountAsync,
        ["tee"] = TextPrograms.TeeAsync,
        ["sort"] = TextPrograms.SortAsync,
        ["sha256sum"] = TextPrograms.DigestAsync,
        ["ls"] = FilePrograms.ListAsync,
        ["mkdir"] = FilePrograms.MakeDirectoryAsync,
        ["rm"] = FilePrograms.RemoveAsync,
        ["touch"] = FilePrograms.TouchAsync,
        ["cp"] = FilePrograms.CopyAsync,
        ["mv"] = FilePrograms.CopyAsync,
        ["test"] = FilePrograms.TestAsync,
        ["["] = FilePrograms.TestAsync,
        ["tar"] = TarProgram.RunAsync,
    };
}
