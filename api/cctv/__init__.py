"""Pictures and streams of cameras by this server's own address: who may be asked, how, and what is said when it fails."""
